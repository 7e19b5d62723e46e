version 1.1

workflow example {
  meta {
    size: length
  }
}
