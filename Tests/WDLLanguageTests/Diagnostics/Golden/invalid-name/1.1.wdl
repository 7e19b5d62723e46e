version 1.1

workflow example {
  Int _size = 3
}
