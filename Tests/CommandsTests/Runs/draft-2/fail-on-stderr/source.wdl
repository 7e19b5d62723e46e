task talks {
  command { echo oh no >&2 }
  runtime { failOnStderr: true }
}

workflow silence {
  call talks
}
