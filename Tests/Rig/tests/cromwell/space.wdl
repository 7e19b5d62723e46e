version 1.1

# Names of files with spaces and percent signs, as outputs, in globs and as inputs.
task write {
  command <<<
    echo "hello" > 'with a space.txt'
    echo "hello" > 'with%20a%20.uxu'
  >>>

  output {
    File spaced = "with a space.txt"
    File encoded = "with%20a%20.uxu"
    Array[File] globbed = flatten([glob("*.txt"), glob("*.uxu")])
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

task read {
  input {
    Array[File] files
  }

  command <<<
    while read -r file; do cat "$file"; done < ~{write_lines(files)}
  >>>

  output {
    Array[String] lines = read_lines(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

workflow space {
  call write
  call read { input: files = flatten([[write.spaced, write.encoded], write.globbed]) }

  output {
    Array[String] lines = read.lines
    String direct = read_string(write.encoded)
  }
}
