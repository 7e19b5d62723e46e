version 1.3

enum Size {
  Small = 1 + 1
}
