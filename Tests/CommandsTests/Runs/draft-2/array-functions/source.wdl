workflow arrays {
  Array[Array[Int]] rows = [[1, 2, 3], [4, 5, 6]]
  Array[String] words = ["a", "b"]
  output {
    Array[Int] numbers = range(3)
    Array[Array[Int]] columns = transpose(rows)
    Int n = length(words)
    Array[String] prefixed = prefix("-i ", words)
    Array[Int] flat = flatten(rows)
    Int first = rows[0][2]
    String swapped = sub("a.b.c", "\\.", "-")
    String base = basename("/x/y/z.txt")
    String stem = basename("/x/y/z.txt", ".txt")
  }
}
