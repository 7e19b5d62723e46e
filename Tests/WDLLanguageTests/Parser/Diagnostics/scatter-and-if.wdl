version 1.3

workflow w {
  scatter x in xs {
    Int a = 1
  }
  scatter (y of ys) {
    Int b = y
  }
  if a > 1 {
    Int c = 1 +
  }
  else {
    Int d = 1
  }
}
