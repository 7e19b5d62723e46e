version 1.1

task hello {
  input {
    File name
  }
  command <<<
    echo "Hello, $(cat ~{name})"
  >>>
  output {
    String greeting = read_string(stdout())
  }
}
