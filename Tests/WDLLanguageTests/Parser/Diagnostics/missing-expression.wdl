version 1.3

workflow w {
  Int a =
  Int b = 1 +
  Int c = (1 + 2
  Int d = [1, 2
  Int e = 3
}
