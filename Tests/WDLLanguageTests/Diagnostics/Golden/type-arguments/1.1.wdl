version 1.1

workflow example {
  Map[String] sizes = {}
}
