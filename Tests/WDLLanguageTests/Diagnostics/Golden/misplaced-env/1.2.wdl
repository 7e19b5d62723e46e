version 1.2

workflow example {
  env Int size = 1
}
