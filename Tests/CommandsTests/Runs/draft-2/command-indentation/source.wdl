task text {
  command <<<
    cat <<'END'
    first
      indented
    last
    END
  >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow indentation {
  call text
}
