version 1.3

workflow w {
  Int a = 9223372036854775808
  Int b = 08
  Int c = 0x
  Int d = 12monkeys
  Float e = 1e999
}
