version 1.3

workflow w {
  Int task = 1
  Int _a = 1
  Int left = 2
  Int 9a = 3
  Int in = 4
}
