version 1.2

struct Reads {
  File first
}

task t {
  input {
    Reads reads
  }
  command <<<>>>
  output {
    Int lines = 1
  }
  hints {
    inputs: input {
      reads.first: hints { localization_optional: true },
      read: hints { localization_optional: true }
    }
    outputs: output {
      line: hints { max_length: 3 }
    }
  }
}
