version 1.0

workflow example {
  Int scatter = 3
  Int left = 1
  Int object = 2
}
