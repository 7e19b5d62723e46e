task fails {
  command {
    echo "what went wrong" >&2
    exit 5
  }
  output { String text = read_string(stdout()) }
}

task after {
  String text
  command { echo ${text} }
}

workflow failing {
  call fails
  call after { input: text = fails.text }
}
