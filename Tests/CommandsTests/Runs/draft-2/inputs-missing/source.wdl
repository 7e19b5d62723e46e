task greet {
  String name
  command { echo ${name} }
}

workflow missing {
  Int count
  call greet
}
