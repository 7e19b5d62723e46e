version 1.1

workflow w {
  Int left = 2
  Int object = 4
}
