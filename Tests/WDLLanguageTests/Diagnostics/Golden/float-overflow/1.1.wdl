version 1.1

workflow example {
  Float size = 1e999
}
