task greet {
  String name
  String greeting = "hello"
  command { echo ${greeting} ${name} }
  output { String text = read_string(stdout()) }
}

workflow dotted {
  call greet
  call greet as again
  output {
    String first = greet.text
    String second = again.text
  }
}
