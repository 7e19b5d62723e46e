version 1.1

task show {
  input {
    File file
  }

  command <<< cat ~{file} >>>

  runtime {
    container: "localhost/busybox:latest"
  }
}

workflow bad_file_string {
  String text = "not_a_file"

  call show { input: file = text }
}
