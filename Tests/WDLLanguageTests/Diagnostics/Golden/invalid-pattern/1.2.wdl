version 1.2

workflow example {
  output {
    String name = sub("a", "[a", "b")
    Boolean is = matches("a", "a{3,2}")
    String? part = find("a", "*a")
  }
}
