version 1.1

workflow example {
  output {
    Object sample = object { size: 3 }
  }
}
