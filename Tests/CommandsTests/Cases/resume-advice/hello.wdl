version 1.1

task hello {
  input {
    String name = "world"
    File? note
  }
  command <<<
    echo "Hello, ~{name}"
    echo made > made.txt
  >>>
  output {
    String greeting = read_string(stdout())
    File made = "made.txt"
  }
}
