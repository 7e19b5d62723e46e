version 1.0

struct Shape {
  Int cores
}

workflow example {
  input {
    Pair[Int, Int] both
  }
  output {
    Shape shape = object { cores: 1, memory: 2 }
    Int third = both.third
  }
}
