version 1.1

workflow w {
  scatter (i in 10) {
    Int twice = i * 2
  }
  if (3) {
    Int x = 1
  }
}
