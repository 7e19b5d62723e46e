task pair {
  command {
    echo left > l
    echo right > r
  }
  output {
    String l = read_string("l")
    String r = read_string("r")
  }
}

workflow wildcard {
  call pair
  call pair as other
  output {
    pair.*
    other.r
  }
}
