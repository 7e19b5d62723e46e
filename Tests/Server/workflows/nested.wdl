version 1.0

import "greet.wdl" as greeting

workflow nested {
  input {
    Array[Array[String]] groups
  }

  scatter (group in groups) {
    call greeting.greet {
      input:
        names = group
    }
  }

  output {
    Array[Array[String]] louds = greet.louds
  }
}
