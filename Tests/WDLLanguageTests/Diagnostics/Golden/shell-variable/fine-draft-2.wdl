task example {
  String name
  command {
    echo ${name}
  }
}
