version 1.1

workflow example {
  Int size = 9223372036854775808
}
