version 1.0

workflow w {
  input { Int zero = 0 }
  output { Int n = 1 / zero }
}
