version 1.3

enum Fine {
  A = "x",
  B
}

enum Numbers[Float] {
  One = 1,
  Half = 0.5
}

enum Mixed {
  Number = 42,
  Text = "hello"
}

enum Computed {
  Two = 1 + 1,
  Three = length([1, 2, 3]),
  Name = "~{1}"
}

enum Incomplete {
  One = 1,
  Two
}

enum Other {
  A
}

workflow w {
  Fine choice = Fine.C
  Boolean same = Fine.A == Other.A
  Int number = value(Numbers.One)
  String name = Fine.A
  Fine bare = Fine
}
