workflow numbers {
  Int a = 7
  Int b = 2
  Float f = 0.5
  output {
    Int sum = a + b
    Int quotient = a / b
    Int negative = -7 / 2
    Int rest = a % b
    Float product = a * f
    Float mixed = a / 2.0
    Boolean less = a < b
    Boolean same = 2.0 == 2
    Boolean both = a > 1 && b > 1 || false
    Int precedence = 1 + 2 * 3 - 4 / 2
    Int down = floor(2.7)
    Int up = ceil(2.1)
    Int near = round(2.5)
  }
}
