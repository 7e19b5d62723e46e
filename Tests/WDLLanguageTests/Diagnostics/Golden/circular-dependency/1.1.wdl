version 1.1

workflow example {
  Int a = b + 1
  Int b = a + 1
}
