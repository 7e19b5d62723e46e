version 1.1

struct Shape {
  Int cores
}

workflow example {
  output {
    Shape shape = Shape { cores: 1, corse: 2 }
    Int cores = shape.core
  }
}
