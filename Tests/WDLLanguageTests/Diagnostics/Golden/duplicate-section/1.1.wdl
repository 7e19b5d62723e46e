version 1.1

workflow example {
  meta {
    a: 1
  }
  meta {
    b: 2
  }
}
