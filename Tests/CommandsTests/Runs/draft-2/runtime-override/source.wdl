task t {
  command { echo fine }
  runtime { docker: "ubuntu" maxRetries: 2 }
  output { String text = read_string(stdout()) }
}

workflow overriding {
  call t
}
