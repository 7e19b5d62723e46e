version 1.0

task shout {
  input {
    String text
  }

  command <<<
    echo "hearing ~{text}" >&2
    echo "~{text}" | tr a-z A-Z | tee loud.txt
  >>>

  output {
    String loud = read_string("loud.txt")
    File file = "loud.txt"
  }
}
