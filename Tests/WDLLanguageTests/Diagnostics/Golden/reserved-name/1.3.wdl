version 1.3

workflow example {
  Int enum = 5
  Int in = 6
}
