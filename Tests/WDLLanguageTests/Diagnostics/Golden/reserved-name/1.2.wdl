version 1.2

workflow example {
  Int left = 1
  Int hints = 4
  Int enum = 5
}
