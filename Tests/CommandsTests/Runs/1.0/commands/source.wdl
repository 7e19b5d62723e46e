version 1.0

task braces {
  input { String name }
  command {
    v=shell; echo "${name} ~{name} $v"
  }
  output { String text = read_string(stdout()) }
}

task heredoc {
  input { String name }
  command <<<
    v=shell; echo "${v} ~{name} $v"
    awk 'BEGIN { print "awk" }'
    echo "a \
    b"
    echo 'tab\tkept'
  >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow w {
  call braces { input: name = "x" }
  call heredoc { input: name = "y" }
}
