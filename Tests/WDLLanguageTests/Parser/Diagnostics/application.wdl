version 1.3

workflow w {
  Int a = x.f(1)
  Int b = length(a, )
  Int c = length(a
  Int d = "x"(1)
}
