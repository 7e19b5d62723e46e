version 1.1

workflow example {
  Int size = length()
}
