version 1.0

workflow w {
  input { Int big = 9223372036854775807 }
  output { Int n = big + 1 }
}
