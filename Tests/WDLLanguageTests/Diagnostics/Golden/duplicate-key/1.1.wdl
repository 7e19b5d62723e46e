version 1.1

workflow example {
  Map[String, Int] sizes = {"a": 1, "a": 2}
}
