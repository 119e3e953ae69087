Console.WriteLine("3spo");
