version 1.1

struct Reads {
  File first
  File? second
}

task count {
  input {
    Reads reads
    Int threads = 1
    String? label
  }
  Int hidden = 1
  command <<<>>>
  output {
    Int lines = 3
  }
}
