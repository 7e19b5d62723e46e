version 1.1

workflow example {
  Int size = 5
  Int digit = size[0]
}
