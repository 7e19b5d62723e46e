workflow choose {
  Int n
  String? given
  output {
    String size = if n > 10 then "large" else "small"
    String name = if defined(given) then "given" else "not given"
    Array[Int] list = if n > 10 then [1] else [1, 2]
  }
}
