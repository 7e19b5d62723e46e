version 1.0

task t {
  input { String block }
  command <<<
    cat <<'END'
    first
      second

    ~{block}
    END
  >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow w {
  call t { input: block = "one\n  two" }
}
