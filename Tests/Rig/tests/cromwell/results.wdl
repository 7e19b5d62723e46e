version 1.1

# Two calls that write a file of the same name, at different paths.
task print {
  input {
    String word
    String path = "."
  }

  command <<<
    mkdir -p ~{path}
    echo "~{word}" | tee ~{path}/typeset.txt
  >>>

  output {
    File made = "~{path}/typeset.txt"
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

workflow results {
  input {
    String path
  }

  call print as first { input: word = "one" }
  call print as second { input: word = "two", path = path }

  output {
    Array[File] made = [first.made, second.made]
  }
}
