version 1.2

task example {
  input {
    File reads
  }
  command <<<>>>
  hints {
    inputs: input {
      raeds: hints {
        localization_optional: true
      }
    }
  }
}
