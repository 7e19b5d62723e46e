version 1.1

workflow example {
  Int scatter = 3
  Int left = 1
  Int object = 2
  Int hints = 4
}
