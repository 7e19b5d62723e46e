version 1.0

workflow example {
  output {
    Object sample = object { size: 3 }
  }
}
